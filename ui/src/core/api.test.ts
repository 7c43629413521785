import { beforeEach, describe, expect, it } from 'vitest';
import { ApiFault, apiUrl, call, configureApi } from './api';
import { changeRecord, createRecord, listAll, searchRecords } from './records';

interface Sent { url: string; method: string; headers: Record<string, string>; body: string }
let sent: Sent[] = [];
let answers: Response[] = [];
let signedOut = 0;

function json(status: number, body: unknown): Response {
	return new Response(JSON.stringify(body), { status });
}

beforeEach(() => {
	sent = [];
	answers = [];
	signedOut = 0;
	configureApi({
		language: () => 'en',
		onSignedOut: () => { signedOut++; },
		unreachable: () => 'no server',
		fetch: async (url, init) => {
			sent.push({ url: String(url), method: init?.method ?? '',
				headers: init?.headers as Record<string, string>, body: String(init?.body) });
			const answer = answers.shift();
			if (!answer) throw new TypeError('network');
			return answer;
		},
	});
});

describe('api', () => {
	it('leaves out unknown filters and encodes the others', () => {
		expect(apiUrl('units', { q: 'Ea Bông', after: null, limit: 5 }))
			.toBe('/api/v1/units?q=Ea%20B%C3%B4ng&limit=5');
	});
	it('sends the version seen, the language, and composed letters', async () => {
		answers = [json(200, { id: 'a', version: 4 })];
		await changeRecord('units', { id: 'a', version: 3 }, { name: 'Hòa'.normalize('NFD') });
		expect(sent[0]).toMatchObject({ method: 'PATCH', url: '/api/v1/units/a' });
		expect(sent[0]?.headers['If-Match']).toBe('"3"');
		expect(sent[0]?.headers['Accept-Language']).toBe('en');
		expect(sent[0]?.headers['Content-Type']).toBe('application/merge-patch+json');
		expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ name: 'Hòa'.normalize('NFC') });
	});
	it('creates under a name of its own so that a retry is harmless', async () => {
		answers = [json(201, { id: 'b', version: 1 })];
		await createRecord('units', { name: 'Ea Na', note: null, code: '' }, 'b');
		expect(sent[0]).toMatchObject({ method: 'PUT', url: '/api/v1/units/b' });
		expect(sent[0]?.headers['If-None-Match']).toBe('*');
		expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ name: 'Ea Na' });
	});
	it('turns a problem into a fault with messages by field', async () => {
		answers = [json(422, { type: 'urn:dientap:problem:invalid', title: 'Not right', status: 422,
			errors: [{ pointer: '/code', code: 'required', message: 'Needed.' }] })];
		const fault = await call('GET', 'units').catch((reason: unknown) => reason) as ApiFault;
		expect(fault).toBeInstanceOf(ApiFault);
		expect(fault.code).toBe('invalid');
		expect(fault.fields()).toEqual({ code: 'Needed.' });
	});
	it('hands over the present record when mine is stale', async () => {
		answers = [json(412, { type: 'urn:dientap:problem:stale', title: 'Stale', status: 412,
			current: { id: 'a', version: 9 } })];
		const fault = await call('PATCH', 'units/a').catch((reason: unknown) => reason) as ApiFault;
		expect(fault.current?.version).toBe(9);
	});
	it('says once that the session ended, but not for a wrong password', async () => {
		answers = [json(401, { type: 'urn:dientap:problem:wrong_password', title: 'x' }),
			json(401, { type: 'urn:dientap:problem:not_signed_in', title: 'x' })];
		await call('POST', 'session').catch(() => undefined);
		expect(signedOut).toBe(0);
		await call('GET', 'units').catch(() => undefined);
		expect(signedOut).toBe(1);
	});
	it('names a lost connection and an answer that is not ours', async () => {
		const lost = await call('GET', 'units').catch((reason: unknown) => reason) as ApiFault;
		expect([lost.code, lost.title]).toEqual(['offline', 'no server']);
		answers = [new Response('<html>', { status: 502, statusText: 'Bad Gateway' })];
		const proxy = await call('GET', 'units').catch((reason: unknown) => reason) as ApiFault;
		expect(proxy.code).toBe('http_502');
	});
	it('searches here where the server has no search key', async () => {
		const many = (names: string[]) => json(200, { next: null,
			items: names.map((name, at) => ({ id: String(at), version: 1, name })) });
		answers = [many(['Kế hoạch B', 'Kế hoạch A2']), many(['Kế hoạch B', 'A4', 'Đề án'])];
		expect((await searchRecords('plans', 'de an', {}, 2)).map((record) => record.name))
			.toEqual(['Đề án']);
		answers = [many(['Xã Ea Bông'])];
		expect(await searchRecords('units', 'bong', {}, 2)).toHaveLength(1);
		answers = [many(['Xã Ea Na'])];
		expect(await searchRecords('units', 'zz', {}, 2)).toEqual([]);
	});
	it('reads every page of a list', async () => {
		answers = [json(200, { items: [{ id: 'a' }], next: 'a' }),
			json(200, { items: [{ id: 'b' }], next: null })];
		expect((await listAll('units')).map((record) => record.id)).toEqual(['a', 'b']);
		expect(sent[1]?.url).toContain('after=a');
	});
});
