// The one cache of what the server said, and the keys it is asked by.

import { type AnyRecord, type ApiFault, get, type Page, type Query } from '../core/api';
import { type Answer, QueryCache, type QuerySpec } from '../core/query';
import { type HistoryEntry, listActions, listAll, listHistory, listRecords, type OpenAction,
	readRecord } from '../core/records';
import type { TypeInfo } from '../core/metadata';

export const cache = new QueryCache();

function keyOf(words: string[], query: Query = {}): string {
	return [...words, JSON.stringify(query)].join('|');
}

export const keys = {
	record: (type: TypeInfo, id: string): QuerySpec<AnyRecord> => ({
		key: keyOf(['record', type.plural, id]), types: [type.name], id,
		load: () => readRecord(type.plural, id),
	}),
	list: (type: TypeInfo, query: Query = {}): QuerySpec<Page<AnyRecord>> => ({
		key: keyOf(['list', type.plural], query), types: [type.name],
		load: () => listRecords(type.plural, { limit: 500, ...query }),
	}),
	all: (type: TypeInfo, query: Query = {}): QuerySpec<AnyRecord[]> => ({
		key: keyOf(['all', type.plural], query), types: [type.name],
		load: () => listAll(type.plural, query),
	}),
	history: (type: TypeInfo, id: string): QuerySpec<Page<HistoryEntry>> => ({
		key: keyOf(['history', type.plural, id]), types: [type.name],
		load: () => listHistory(type.plural, id),
	}),
	actions: (type: TypeInfo, id: string): QuerySpec<{ items: OpenAction[] }> => ({
		key: keyOf(['actions', type.plural, id]), types: [type.name],
		load: () => listActions(type.plural, id),
	}),
	/** Any other answer; `types` are the record types it is made from. */
	view: <T>(path: string, query: Query, types: readonly string[]): QuerySpec<T> => ({
		key: keyOf(['view', path], query), types, load: () => get<T>(path, query),
	}),
};

export interface Shown<T> {
	readonly data: T | undefined;
	readonly fault: ApiFault | undefined;
	readonly loading: boolean;
}

/** Follows a question for as long as the component lives; null asks nothing. */
export function useQuery<T>(spec: () => QuerySpec<T> | null): Shown<T> {
	let answer = $state.raw<Answer<T>>({ data: undefined, fault: undefined, loading: true });
	const key = $derived(spec()?.key);
	$effect(() => {
		if (key === undefined) {
			answer = { data: undefined, fault: undefined, loading: false };
			return undefined;
		}
		return cache.subscribe(spec() as QuerySpec<T>, (given) => { answer = given; });
	});
	return {
		get data() { return answer.data; },
		get fault() { return answer.fault; },
		get loading() { return answer.loading; },
	};
}

/** After a change made here: what depends on it is read again. */
export function touched(type: string, id: string): void {
	cache.changed({ type, id, version: 0 });
}
