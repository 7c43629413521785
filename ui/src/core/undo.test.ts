import { describe, expect, it } from 'vitest';
import { inverse } from './undo';

describe('taking back a change', () => {
	const before = { id: 'a', version: 3, name: 'Ea Na', note: null };
	it('puts back only what was changed, unknown as unknown', () => {
		expect(inverse(before, { name: 'Ea Bông', note: 'x', source: 'y' }))
			.toEqual({ name: 'Ea Na', note: null, source: null });
	});
	it('has nothing to put back where nothing changed', () => {
		expect(inverse(before, {})).toBeNull();
	});
});
