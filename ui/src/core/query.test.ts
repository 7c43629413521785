import { describe, expect, it } from 'vitest';
import { ApiFault } from './api';
import { type Answer, QueryCache, type QuerySpec } from './query';

function counting(key: string, types: string[], id?: string) {
	let loads = 0;
	const spec: QuerySpec<{ version: number }> =
		{ key, types, id, load: async () => ({ version: ++loads }) };
	return { spec, loads: () => loads };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('query cache', () => {
	it('asks once for all who want the same answer', async () => {
		const cache = new QueryCache();
		const asked = counting('a', ['unit']);
		const seen: Answer<unknown>[] = [];
		cache.subscribe(asked.spec, (answer) => seen.push(answer));
		cache.subscribe(asked.spec, () => undefined);
		await settle();
		expect(asked.loads()).toBe(1);
		expect(seen.at(-1)).toMatchObject({ data: { version: 1 }, loading: false });
	});
	it('reads again only what depends on the change', async () => {
		const cache = new QueryCache();
		const units = counting('units', ['unit']);
		const persons = counting('persons', ['person']);
		cache.subscribe(units.spec, () => undefined);
		cache.subscribe(persons.spec, () => undefined);
		await settle();
		cache.changed({ type: 'unit', id: 'x', version: 2 });
		await settle();
		expect([units.loads(), persons.loads()]).toEqual([2, 1]);
	});
	it('asks again what failed for want of a link, and nothing else', async () => {
		const cache = new QueryCache();
		let online = false;
		const lost = { key: 'lost', types: [], load: async () => {
			if (!online) throw new ApiFault('offline', 0, 'offline');
			return { version: 1 };
		} };
		const fine = counting('fine', []);
		const seen: Answer<unknown>[] = [];
		cache.subscribe(lost, (answer) => seen.push(answer));
		cache.subscribe(fine.spec, () => undefined);
		await settle();
		expect(seen.at(-1)?.fault?.status).toBe(0);
		online = true;
		cache.retryFailed();
		await settle();
		expect(seen.at(-1)).toMatchObject({ data: { version: 1 }, fault: undefined });
		expect(fine.loads()).toBe(1);
	});
	it('drops an event about a version it already has, or about another record', async () => {
		const cache = new QueryCache();
		const one = counting('one', ['unit'], 'x');
		cache.subscribe(one.spec, () => undefined);
		await settle();
		cache.changed({ type: 'unit', id: 'x', version: 1 });
		cache.changed({ type: 'unit', id: 'y', version: 9 });
		await settle();
		expect(one.loads()).toBe(1);
		cache.changed({ type: 'unit', id: 'x', version: 2 });
		await settle();
		expect(one.loads()).toBe(2);
	});
	it('does not read what nobody shows until somebody shows it', async () => {
		const cache = new QueryCache();
		const asked = counting('a', ['unit']);
		cache.subscribe(asked.spec, () => undefined)();
		await settle();
		cache.reset();
		await settle();
		expect(asked.loads()).toBe(1);
		await cache.read(asked.spec);
		expect(asked.loads()).toBe(2);
	});
	it('keeps the old answer beside the fault, and never lets a late answer win', async () => {
		const cache = new QueryCache();
		const waiting: ((value: string) => void)[] = [];
		const spec: QuerySpec<string> = { key: 'slow', types: ['unit'],
			load: () => new Promise((resolve) => waiting.push(resolve)) };
		let last: Answer<string> | undefined;
		cache.subscribe(spec, (answer) => { last = answer; });
		cache.reset();
		waiting[1]?.('new');
		await settle();
		waiting[0]?.('old');
		await settle();
		expect(last?.data).toBe('new');
		spec.load = () => Promise.reject(new ApiFault('busy', 503, 'Busy'));
		cache.reset();
		await settle();
		expect([last?.data, last?.fault?.code]).toEqual(['new', 'busy']);
	});
	it('reads what another already asks for, instead of finding nothing', async () => {
		const cache = new QueryCache();
		let answer: (text: string) => void = () => undefined;
		const spec = { key: 'slow', types: ['unit'],
			load: () => new Promise<string>((resolve) => { answer = resolve; }) };
		cache.subscribe(spec, () => undefined);
		const read = cache.read(spec);
		answer('Ea Na');
		expect(await read).toBe('Ea Na');
	});
	it('asks again what grew old under way while nobody listened', async () => {
		const cache = new QueryCache();
		const waiting: ((value: string) => void)[] = [];
		const spec: QuerySpec<string> = { key: 'slow', types: ['unit'],
			load: () => new Promise((resolve) => waiting.push(resolve)) };
		cache.subscribe(spec, () => undefined)();
		cache.changed({ type: 'unit', id: 'x', version: 2 });
		let last: Answer<string> | undefined;
		cache.subscribe(spec, (answer) => { last = answer; });
		waiting[0]?.('old');
		await settle();
		waiting[1]?.('new');
		await settle();
		expect(last?.data).toBe('new');
	});
});
