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

/** Reads a whole number as people write it: "1.234.567", "1 234", "1,234". */
export function parseInteger(text: string): number | null {
	const trimmed = text.trim();
	if (!/^-?(\d+|\d{1,3}([., ]\d{3})+)$/.test(trimmed)) return null;
	const value = Number(trimmed.replace(/[., ]/g, ''));
	return Number.isSafeInteger(value) ? value : null;
}
