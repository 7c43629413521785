import { describe, expect, it } from 'vitest';
import { compare, composed, formatNumber, matches, parseInteger, searchKey } from './text';

describe('text', () => {
	it('finds names without accents, đ included', () => {
		expect(searchKey('Đắk Lắk')).toBe('dak lak');
		expect(matches('ea bong', 'Xã Ea Bông')).toBe(true);
		expect(matches('binh hoa', 'Bình Hoà')).toBe(true);
		expect(matches('bông x', 'Xã Ea Bông')).toBe(true);
		expect(matches('nam', 'Bình Hoà')).toBe(false);
	});
	it('gives one key to both tone placements and both Unicode forms', () => {
		expect(searchKey('Hòa')).toBe(searchKey('Hoà'));
		expect(searchKey('Hòa'.normalize('NFD'))).toBe(searchKey('Hòa'));
		expect(composed('Hòa'.normalize('NFD'))).toBe('Hòa'.normalize('NFC'));
	});
	it('sorts by the Vietnamese alphabet, numbers by value, unknown last', () => {
		const names = ['Ê', 'Đ', 'D', 'Ă', null, 'A10', 'A2', 'E'];
		expect([...names].sort(compare)).toEqual(['A2', 'A10', 'Ă', 'D', 'Đ', 'E', 'Ê', null]);
		expect(compare(10, 9)).toBeGreaterThan(0);
	});
	it('reads grouped whole numbers and refuses the rest', () => {
		expect(parseInteger('1.234.567')).toBe(1234567);
		expect(parseInteger(' 1 234 ')).toBe(1234);
		expect(parseInteger('12.5')).toBeNull();
		expect(parseInteger('')).toBeNull();
		expect(formatNumber(1234567, 'vi')).toBe('1.234.567');
	});
});
