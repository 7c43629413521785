// Server state: one copy per question, shared by all who ask it, forgotten by events.
// Screens never write what the server said; they invalidate and read again.

import { ApiFault } from './api';

export interface Change {
	type: string;
	id: string;
	version: number;
}

export interface QuerySpec<T> {
	key: string;
	/** Record types whose changes make the answer old. */
	types: readonly string[];
	/** Only changes of this record matter. */
	id?: string;
	load: () => Promise<T>;
}

export interface Answer<T> {
	data: T | undefined;
	fault: ApiFault | undefined;
	loading: boolean;
}

interface Entry {
	spec: QuerySpec<unknown>;
	answer: Answer<unknown>;
	listeners: Set<(answer: Answer<unknown>) => void>;
	/** Grows with each load, so that a slow old answer never replaces a newer one. */
	round: number;
	old: boolean;
	/** The load under way. */
	underWay: Promise<void> | null;
}

const KEPT = 60;

function asFault(reason: unknown): ApiFault {
	return reason instanceof ApiFault ? reason : new ApiFault('internal', 0, String(reason));
}

export class QueryCache {
	private entries = new Map<string, Entry>();

	/** Calls the listener at once and on every later answer; the result ends it. */
	subscribe<T>(spec: QuerySpec<T>, listener: (answer: Answer<T>) => void): () => void {
		const entry = this.entryOf(spec);
		const heard = listener as (answer: Answer<unknown>) => void;
		entry.listeners.add(heard);
		if (entry.old && !entry.answer.loading) void this.load(entry);
		heard(entry.answer);
		return () => {
			entry.listeners.delete(heard);
			this.trim();
		};
	}

	/** What is known now, without asking. */
	peek<T>(key: string): T | undefined {
		return this.entries.get(key)?.answer.data as T | undefined;
	}

	/** Reads once, from memory when it is fresh. */
	async read<T>(spec: QuerySpec<T>): Promise<T> {
		const entry = this.entryOf(spec);
		if (entry.old) await this.load(entry);
		// Someone else asked already: their answer is awaited, not taken for nothing.
		while (entry.underWay) await entry.underWay;
		if (entry.answer.fault) throw entry.answer.fault;
		return entry.answer.data as T;
	}

	/** A change elsewhere or here: what depends on it is read again where it is shown. */
	changed(change: Change): void {
		for (const entry of this.entries.values()) {
			if (!entry.spec.types.includes(change.type)) continue;
			if (entry.spec.id !== undefined) {
				if (entry.spec.id !== change.id) continue;
				const data = entry.answer.data as { version?: number } | undefined;
				if (change.version > 0 && data?.version !== undefined &&
					data.version >= change.version) continue;
			}
			this.expire(entry);
		}
	}

	/** Everything may have changed (a gap in the events, another language). */
	reset(): void {
		for (const entry of this.entries.values()) this.expire(entry);
	}

	/** The link is back: what could not be read is asked again. */
	retryFailed(): void {
		for (const entry of this.entries.values())
			if (entry.answer.fault?.status === 0) this.expire(entry);
	}

	/** Another person signs in: nothing of the former stays in memory. */
	clear(): void {
		this.entries.clear();
	}

	private entryOf<T>(spec: QuerySpec<T>): Entry {
		let entry = this.entries.get(spec.key);
		if (!entry) {
			entry = { spec, answer: { data: undefined, fault: undefined, loading: false },
				listeners: new Set(), round: 0, old: true, underWay: null };
			this.entries.set(spec.key, entry);
		}
		return entry;
	}

	private expire(entry: Entry): void {
		entry.old = true;
		if (entry.listeners.size > 0) void this.load(entry);
	}

	private load(entry: Entry): Promise<void> {
		const mine = this.loadOnce(entry).finally(() => {
			if (entry.underWay === mine) entry.underWay = null;
		});
		entry.underWay = mine;
		return mine;
	}

	private async loadOnce(entry: Entry): Promise<void> {
		const round = ++entry.round;
		entry.old = false;
		this.tell(entry, { ...entry.answer, loading: true });
		try {
			const data = await entry.spec.load();
			if (round !== entry.round) return;
			this.tell(entry, { data, fault: undefined, loading: false });
			// It grew old under way while nobody listened, and somebody does again.
			if (entry.old && entry.listeners.size > 0) void this.load(entry);
		} catch (reason) {
			if (round !== entry.round) return;
			entry.old = true;
			this.tell(entry, { data: entry.answer.data, fault: asFault(reason), loading: false });
		}
	}

	private tell(entry: Entry, answer: Answer<unknown>): void {
		entry.answer = answer;
		for (const listener of [...entry.listeners]) listener(answer);
	}

	private trim(): void {
		for (const [key, entry] of this.entries) {
			if (this.entries.size <= KEPT) return;
			if (entry.listeners.size === 0) this.entries.delete(key);
		}
	}
}
