import { describe, expect, it } from 'vitest';
import { compare, composed, formatNumber, formatScaled, formatSize, matches, parseInteger,
	parseScaled, searchKey } from './text';

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
		expect(parseInteger('1.500.000 đ')).toBe(1500000);
		expect(parseInteger('12.5')).toBeNull();
		expect(parseInteger('12 người')).toBeNull();
		expect(parseInteger('')).toBeNull();
		expect(formatNumber(1234567, 'vi')).toBe('1.234.567');
	});
	it('reads points and percentages with a comma or a point into the small units kept', () => {
		expect(parseScaled('8,5', 2)).toBe(850);
		expect(parseScaled('8.25', 2)).toBe(825);
		expect(parseScaled('20 %', 1)).toBe(200);
		expect(parseScaled('0,1', 1)).toBe(1);
		expect(parseScaled('10,00', 1)).toBe(100);
	});
	it('refuses digits that would be lost, and what is no number', () => {
		for (const text of ['8,255', 'tám', '8,', '', '8,5 điểm', '1.234.567', '--1'])
			expect(parseScaled(text, 2), text).toBeNull();
	});
	it('writes the size of a file shortly', () => {
		expect([900, 1536, 67108864].map((bytes) => formatSize(bytes, 'vi')))
			.toEqual(['900 B', '1,5 kB', '64 MB']);
	});
	it('writes small units as people do; unknown is not zero', () => {
		expect(formatScaled(850, 2, 'vi')).toBe('8,50');
		expect(formatScaled(850, 2, 'vi', 0)).toBe('8,5');
		expect(formatScaled(8505, 3, 'en')).toBe('8.505');
		expect(formatScaled(0, 2, 'vi')).toBe('0,00');
		expect(formatScaled(null, 2, 'vi')).toBe('');
	});
});
