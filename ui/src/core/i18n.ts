// The words of the screens. The Vietnamese catalogue is the type: a key missing from it, or
// from the English one, does not compile.

import type vi from '../locales/vi.json';

export type Key = keyof typeof vi;
export type Catalogue = Record<Key, string>;
export type Language = 'vi' | 'en';
export type Values = Record<string, string | number>;

const loaders: Record<Language, () => Promise<{ default: Catalogue }>> = {
	vi: () => import('../locales/vi.json'),
	en: () => import('../locales/en.json'),
};

export async function loadCatalogue(language: Language): Promise<Catalogue> {
	return (await loaders[language]()).default;
}

/** Puts values in place of {name}. */
export function fillIn(text: string, values: Values = {}): string {
	return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
		name in values ? String(values[name]) : whole);
}

/** The reader's choice, else the browser's language, else Vietnamese. */
export function chooseLanguage(stored: string | null, browser: readonly string[]): Language {
	if (stored === 'vi' || stored === 'en') return stored;
	const first = browser.find((tag) => /^(vi|en)\b/i.test(tag));
	return first && /^en/i.test(first) ? 'en' : 'vi';
}
