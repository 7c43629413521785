// The last change made in this tab, for Ctrl+Z. Steps of a life-cycle, removals and files are
// not taken back this way: they have their own steps, with reasons.

import type { AnyRecord } from '../core/api';
import type { Fields } from '../core/merge';
import type { TypeInfo } from '../core/metadata';
import { changeRecord } from '../core/records';
import { inverse } from '../core/undo';
import { t } from './language.svelte';
import { touched } from './queries.svelte';
import { sayDone, sayFault } from './toasts.svelte';

interface Step {
	type: TypeInfo;
	/** As it is since the change; if another changed it meanwhile, nothing is undone. */
	record: AnyRecord;
	back: Fields;
}

let last = $state.raw<Step | null>(null);

export const lastUndo = (): boolean => last !== null;

export function noteChange(type: TypeInfo, before: AnyRecord, made: AnyRecord, patch: Fields):
	void {
	const back = inverse(before, patch);
	last = back === null ? null : { type, record: made, back };
}

export function forgetUndo(): void {
	last = null;
}

export async function undo(): Promise<void> {
	const step = last;
	if (!step) return;
	last = null;
	try {
		await changeRecord(step.type.plural, step.record, step.back);
		sayDone(t('undo.done'));
	} catch (reason) {
		sayFault(reason);
	}
	touched(step.type.name, step.record.id);
}
