// Short messages: what was done, and every failure with what is kept.

import { ApiFault } from '../core/api';

export interface Toast {
	number: number;
	kind: 'done' | 'fault';
	text: string;
}

const SHOWN = 6000;
let count = 0;
let list = $state<Toast[]>([]);

export const toasts = {
	get list() { return list; },
};

export function dismiss(number: number): void {
	list = list.filter((toast) => toast.number !== number);
}

function show(kind: Toast['kind'], text: string): void {
	const number = ++count;
	list = [...list.filter((toast) => toast.text !== text), { number, kind, text }];
	// Failures stay until they are read.
	if (kind === 'done') setTimeout(() => dismiss(number), SHOWN);
}

export const sayDone = (text: string): void => show('done', text);

export function sayFault(reason: unknown): void {
	if (reason instanceof ApiFault) {
		const details = reason.errors.map((problem) => problem.message);
		show('fault', [reason.title, reason.detail === reason.title ? '' : reason.detail, ...details]
			.filter(Boolean).join(' '));
	} else {
		show('fault', String(reason));
	}
}
