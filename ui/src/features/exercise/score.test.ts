import { describe, expect, it } from 'vitest';
import { formatScaled, formatShare } from './score';

describe('scores', () => {
	it('are written with the comma of the language', () => {
		expect(formatScaled(850, 2, 'vi')).toBe('8,50');
		expect(formatScaled(8505, 3, 'en')).toBe('8.505');
		expect(formatShare(875, 'vi')).toBe('87,5 %');
		expect(formatShare(1000, 'vi')).toBe('100 %');
	});
	it('keep "not observed" apart from zero', () => {
		expect(formatScaled(null, 2, 'vi')).toBe('');
		expect(formatScaled(0, 2, 'vi')).toBe('0,00');
	});
});
