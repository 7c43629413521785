// The operations that every record has, by the plural word of its type.

import { type AnyRecord, type Page, type Query, callJson, get } from './api';
import type { Fields } from './merge';
import { searchKey } from './text';
import { newId } from './id';

export interface HistoryChange {
	field: string;
	value: unknown;
	erased?: boolean;
}

export interface HistoryEntry {
	at: string;
	account_id: string | null;
	account_name: string | null;
	kind: string;
	version_before: number | null;
	version_after: number | null;
	changes: HistoryChange[];
	reason?: string | null;
}

export interface OpenAction {
	action: string;
	to: string;
	/** Of the button, in the reader's language. */
	title?: string;
	help?: string;
	reason_needed?: boolean;
	/** False where a rule of the record stands in the way now. */
	open?: boolean;
	/** Which rule, in the reader's language; null where the step is open. */
	why?: string | null;
}

export const listRecords = (plural: string, query: Query = {}): Promise<Page<AnyRecord>> =>
	get<Page<AnyRecord>>(plural, query);

/** Every page of a list that is known to be small enough to read whole. */
export async function listAll(plural: string, query: Query = {}, most = 5000):
	Promise<AnyRecord[]> {
	const found: AnyRecord[] = [];
	let after: string | null = null;
	do {
		const page: Page<AnyRecord> = await listRecords(plural, { ...query, after, limit: 500 });
		found.push(...page.items);
		after = page.next ?? null;
	} while (after !== null && found.length < most);
	return found;
}

/** Records that hold the text, accents aside. A kind without a search key answers with
    whatever comes first; it is read whole and searched here. */
export async function searchRecords(plural: string, text: string, query: Query = {}, most = 20):
	Promise<AnyRecord[]> {
	const found = (await listRecords(plural, { ...query, q: text, limit: most })).items;
	const key = searchKey(text);
	const holds = (record: AnyRecord) => key === '' || Object.entries(record).some(
		([name, value]) => name !== 'id' && typeof value === 'string' &&
			searchKey(value).includes(key));
	const hits = found.filter(holds);
	if (hits.length > 0 || found.length < most) return hits;
	return (await listAll(plural, query, 2000)).filter(holds).slice(0, most);
}

export const readRecord = (plural: string, id: string): Promise<AnyRecord> =>
	get<AnyRecord>(`${plural}/${id}`);

/** With an id chosen here, so that a retry after a lost answer creates nothing twice. */
export async function createRecord(plural: string, fields: Fields, id: string = newId()):
	Promise<AnyRecord> {
	const known = Object.fromEntries(Object.entries(fields)
		.filter(([, value]) => value !== null && value !== undefined && value !== ''));
	const made = await callJson<AnyRecord | undefined>('PUT', `${plural}/${id}`,
		{ body: known, create: true });
	return made ?? readRecord(plural, id);
}

export async function changeRecord(plural: string, record: AnyRecord, patch: Fields):
	Promise<AnyRecord> {
	const changed = await callJson<AnyRecord | undefined>('PATCH', `${plural}/${record.id}`,
		{ body: patch, version: record.version });
	return changed ?? readRecord(plural, record.id);
}

export const removeRecord = (plural: string, record: AnyRecord): Promise<void> =>
	callJson<void>('DELETE', `${plural}/${record.id}`, { version: record.version });

export const listHistory = (plural: string, id: string): Promise<Page<HistoryEntry>> =>
	get<Page<HistoryEntry>>(`${plural}/${id}/history`);

export const listActions = (plural: string, id: string): Promise<{ items: OpenAction[] }> =>
	get<{ items: OpenAction[] }>(`${plural}/${id}/actions`);

export const takeAction = (plural: string, record: AnyRecord, action: string, reason = ''):
	Promise<AnyRecord> =>
	callJson<AnyRecord>('POST', `${plural}/${record.id}/${action}`,
		{ body: reason === '' ? {} : { reason }, version: record.version });
