// Which rows of a long list must exist so that the screen looks whole.

export interface Window {
	first: number;
	last: number;
	above: number;
	below: number;
}

/** `top` is how far the list's first row lies above the top of the screen. */
export function windowOf(count: number, rowHeight: number, top: number, height: number,
	spare = 20): Window {
	const first = Math.min(Math.max(0, Math.floor(top / rowHeight) - spare), Math.max(0, count - 1));
	const last = Math.min(count, Math.max(first + 1, Math.ceil((top + height) / rowHeight) + spare));
	return { first, last, above: first * rowHeight, below: (count - last) * rowHeight };
}
