import { describe, expect, it } from 'vitest';
import { difference, merge, settle } from './merge';
import { newId } from './id';

const base = { name: 'Ea Na', note: null, size: 3, place: 'a' };

describe('merge', () => {
	it('sends only what changed, an emptied field as null', () => {
		expect(difference(base, { ...base, name: 'Ea Bông', place: '' }))
			.toEqual({ name: 'Ea Bông', place: null });
		expect(difference(base, { ...base, note: '' })).toEqual({});
	});
	it('keeps my field and their other field without asking', () => {
		const found = merge(base, { ...base, name: 'Mine' }, { ...base, size: 4 });
		expect(found).toEqual({ patch: { name: 'Mine' }, conflicts: [], refreshed: ['size'] });
	});
	it('asks when both changed the same field differently', () => {
		const found = merge(base, { ...base, name: 'Mine', size: 5 }, { ...base, name: 'Theirs' });
		expect(found.conflicts).toEqual([{ field: 'name', mine: 'Mine', theirs: 'Theirs' }]);
		expect(settle(found, new Set(['name']))).toEqual({ name: 'Mine', size: 5 });
		expect(settle(found, new Set())).toEqual({ size: 5 });
	});
	it('does not ask when both wrote the same', () => {
		const found = merge(base, { ...base, name: 'New' }, { ...base, name: 'New' });
		expect(found).toEqual({ patch: {}, conflicts: [], refreshed: [] });
	});
});

describe('ids', () => {
	it('are UUIDs of version 7 that sort by time', () => {
		const id = newId(0x0123456789ab, new Uint8Array(16).fill(0xff));
		expect(id).toBe('01234567-89ab-7fff-bfff-ffffffffffff');
		expect(newId(1) < newId(2 ** 40)).toBe(true);
	});
});
