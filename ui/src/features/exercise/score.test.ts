import { describe, expect, it } from 'vitest';
import { formatShare } from './score';

describe('scores', () => {
	it('shares are written as percentages with the comma of the language', () => {
		expect(formatShare(875, 'vi')).toBe('87,5 %');
		expect(formatShare(1000, 'vi')).toBe('100 %');
	});
});
