// A live run as the screens follow it: one clock for all of them, and its records.

import { type AnyRecord, get } from '../core/api';
import { type ClockAnswer, type ClockReading, readClock } from '../core/exercise_time';
import type { QuerySpec } from '../core/query';
import { keys, type Shown, useQuery } from './queries.svelte';
import { metadata } from './session.svelte';

const TICK = 250;

async function askClock(runId: string): Promise<ClockAnswer> {
	const asked = performance.now();
	const answer = await get<Omit<ClockAnswer, 'heard'>>(`runs/${runId}/clock`);
	// The answer was made somewhere between the question and its coming.
	return { ...answer, heard: (asked + performance.now()) / 2 };
}

const clockOf = (runId: string): QuerySpec<ClockAnswer> => ({
	key: `run_clock|${runId}`, types: ['run'], id: runId, load: () => askClock(runId),
});

export interface RunClock {
	readonly answer: ClockAnswer | undefined;
	readonly reading: ClockReading;
	readonly speed: number;
	readonly state: string;
}

const NOTHING: ClockReading = { time: null, real: Number.NaN, story: null };

/** Shows the time by itself; the server is asked again only when the run changes. */
export function useRunClock(runId: () => string | null): RunClock {
	const asked = useQuery(() => {
		const id = runId();
		return id === null ? null : clockOf(id);
	});
	let now = $state(performance.now());
	$effect(() => {
		const timer = setInterval(() => { now = performance.now(); }, TICK);
		return () => clearInterval(timer);
	});
	const reading = $derived(asked.data ? readClock(asked.data, now) : NOTHING);
	return {
		get answer() { return asked.data; },
		get reading() { return reading; },
		get speed() { return asked.data?.speed ?? 0; },
		get state() { return asked.data?.state ?? ''; },
	};
}

/** All records of one kind that belong to the run. */
export function useParts<T extends AnyRecord>(name: string, runId: () => string | null):
	Shown<T[]> {
	return useQuery(() => {
		const type = metadata().type(name);
		const id = runId();
		return type && id !== null
			? keys.all(type, { run_id: id }) as unknown as QuerySpec<T[]> : null;
	});
}
