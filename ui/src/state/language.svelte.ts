// The language of the screens, as a signal: every text follows the switch at once.

import { type Catalogue, chooseLanguage, fillIn, type Key, type Language, loadCatalogue,
	type Values } from '../core/i18n';

const STORED = 'dientap.language';

let now = $state<Language>('vi');
let catalogue = $state.raw<Catalogue>({} as Catalogue);

function remembered(): string | null {
	try {
		return localStorage.getItem(STORED);
	} catch {
		return null; // storage may be forbidden; the browser's language decides then
	}
}

export function language(): Language {
	return now;
}

export async function setLanguage(wanted: Language, remember = true): Promise<void> {
	catalogue = await loadCatalogue(wanted);
	now = wanted;
	document.documentElement.lang = wanted;
	try {
		if (remember) localStorage.setItem(STORED, wanted);
	} catch {
		// the choice then lasts until the page is closed
	}
}

export const startLanguage = (): Promise<void> =>
	setLanguage(chooseLanguage(remembered(), navigator.languages), false);

export function t(key: Key, values?: Values): string {
	return fillIn(catalogue[key] ?? key, values);
}

/** For words of the program that may have a text here: "state.done". */
export function maybe(key: string): string | undefined {
	return (catalogue as Record<string, string>)[key];
}

/** The one of two texts that the reader reads. */
export function pick(texts: { vi: string; en: string }): string {
	return now === 'vi' ? texts.vi : texts.en;
}
