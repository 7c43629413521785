import { describe, expect, it } from 'vitest';
import en from '../locales/en.json';
import vi from '../locales/vi.json';
import { chooseLanguage, fillIn } from './i18n';

describe('catalogues', () => {
	it('have the same keys and no empty text', () => {
		expect(Object.keys(en)).toEqual(Object.keys(vi));
		for (const text of [...Object.values(vi), ...Object.values(en)])
			expect(text.trim()).not.toBe('');
	});
	it('fill the same places in both languages', () => {
		const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
		for (const key of Object.keys(vi) as (keyof typeof vi)[])
			expect(places(en[key]), key).toEqual(places(vi[key]));
	});
	it('are kept in composed letters', () => {
		for (const text of Object.values(vi))
			expect(text).toBe(text.normalize('NFC'));
	});
	it('leave an unknown place alone and prefer the reader\'s choice', () => {
		expect(fillIn('{n} of {m}', { n: 3 })).toBe('3 of {m}');
		expect(chooseLanguage(null, ['fr-FR', 'en-GB'])).toBe('en');
		expect(chooseLanguage('vi', ['en-GB'])).toBe('vi');
		expect(chooseLanguage(null, ['de'])).toBe('vi');
	});
});
