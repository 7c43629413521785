/** Hands a file to the browser's own download. Spreadsheets take a table for UTF-8 only
    when it begins with a byte order mark. */
export function download(blob: Blob, name: string): void {
	const file = name.endsWith('.csv') ? new Blob(['\uFEFF', blob], { type: blob.type }) : blob;
	const address = URL.createObjectURL(file);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
