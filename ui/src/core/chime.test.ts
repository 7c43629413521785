import { describe, expect, it } from 'vitest';
import { newOf } from './chime';

describe('news', () => {
	it('is what was not there at the last look', () => {
		expect(newOf(new Set(['a']), ['a', 'b'])).toEqual(['b']);
		expect(newOf(new Set(['a', 'b']), ['a'])).toEqual([]);
	});
	it('is nothing at the first look: no ringing when the page opens', () => {
		expect(newOf(null, ['a', 'b'])).toEqual([]);
	});
});
