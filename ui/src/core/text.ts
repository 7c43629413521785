// Vietnamese text: search without accents, sorting, and the one composed form on the wire.

const MARKS = /[\u0300-\u036f]/g;

/** The key both sides of a search are compared by: no accents, đ as d, lower case, one space. */
export function searchKey(text: string): string {
	return text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase()
		.replace(/\s+/g, ' ').trim();
}

/** True when every word of the query begins a word of the text, accents aside. */
export function matches(query: string, text: string): boolean {
	const words = searchKey(text).split(/[\s,.()/-]+/);
	return searchKey(query).split(' ').every((part) => words.some((word) => word.startsWith(part)));
}

/** macOS and some keyboards send decomposed letters; the server keeps the composed ones. */
export function composed(text: string): string {
	return text.normalize('NFC');
}

/** "đã diễn tập" → "Đã diễn tập": the program's words begin small. */
export function capital(text: string): string {
	const [first = ''] = text;
	return first.toLocaleUpperCase('vi') + text.slice(first.length);
}

const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });

/** Order for people: Vietnamese alphabet, numbers by value, unknown last. */
export function compare(a: unknown, b: unknown): number {
	if (a === b) return 0;
	if (a === null || a === undefined || a === '') return 1;
	if (b === null || b === undefined || b === '') return -1;
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	return collator.compare(String(a), String(b));
}

/** 1234567 → "1.234.567" in Vietnamese, "1,234,567" in English. */
export function formatNumber(value: number, language: string): string {
	return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(value);
}

/** A whole number that stands for value / 10^digits, as people write it: 850 → "8,50". With
    `least` smaller, zeros at the end are left out. What is not known stays empty. */
export function formatScaled(value: number | null | undefined, digits: number, language: string,
	least = digits): string {
	if (value === null || value === undefined) return '';
	return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB',
		{ minimumFractionDigits: least, maximumFractionDigits: digits })
		.format(value / 10 ** digits);
}

/** Reads "8,5", "8.5" or "12,5 %" into whole 10^-digits: 850, 125. More digits than are kept
    are refused: nobody's figure is rounded in silence. */
export function parseScaled(text: string, digits: number): number | null {
	const parts = /^(-?)(\d{1,12})(?:[.,](\d+))?\s*%?$/.exec(text.trim());
	if (!parts) return null;
	const fraction = (parts[3] ?? '').replace(/0+$/, '');
	if (fraction.length > digits) return null;
	const value = Number((parts[2] ?? '') + fraction.padEnd(digits, '0'));
	return Number.isSafeInteger(value) ? (parts[1] === '-' ? -value : value) : null;
}

/** The size of a file: 900 → "900 B", 1536 → "1,5 kB". */
export function formatSize(bytes: number, language: string): string {
	const power = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
	const number = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB',
		{ maximumFractionDigits: power === 0 ? 0 : 1 }).format(bytes / 1024 ** power);
	return `${number} ${['B', 'kB', 'MB'][power]}`;
}

/** "8,5" or "8.5". */
export function parseReal(text: string): number | null {
	const number = Number(text.trim().replace(',', '.'));
	return text.trim() === '' || !Number.isFinite(number) ? null : number;
}

/** Reads a whole number as people write it: "1.234.567", "1 234", "1,234", "1.500.000 đ". */
export function parseInteger(text: string): number | null {
	const trimmed = text.replace(/\s*đ(ồng)?\s*$/, '').trim();
	if (!/^-?(\d+|\d{1,3}([., ]\d{3})+)$/.test(trimmed)) return null;
	const value = Number(trimmed.replace(/[., ]/g, ''));
	return Number.isSafeInteger(value) ? value : null;
}
