// Phases → training problems → contents → content items of one exercise, and their counts.

import type { AnyRecord } from '../../core/api';
import type { Metadata, TypeInfo } from '../../core/metadata';
import { compare } from '../../core/text';

export const LEVELS = ['phase', 'training_problem', 'content', 'content_item'] as const;

export interface Level {
	type: TypeInfo;
	/** The field that names the record above. */
	parent: string;
}

export interface Node {
	level: number;
	record: AnyRecord;
	children: Node[];
}

/** Which field of each level points to the level above, as the description says. */
export function levelsOf(known: Metadata): Level[] {
	const found: Level[] = [];
	let above = 'exercise';
	for (const name of LEVELS) {
		const type = known.type(name);
		const parent = type?.fields.find((field) => field.refers_to === above)?.name;
		if (!type || !parent) break;
		found.push({ type, parent });
		above = name;
	}
	return found;
}

const orderOf = (record: AnyRecord): unknown =>
	record.position ?? record.ordinal ?? record.number ?? record.sequence ?? null;

export async function readTree(levels: Level[], parentId: string,
	list: (plural: string, query: Record<string, string>) => Promise<AnyRecord[]>, at = 0):
	Promise<Node[]> {
	const level = levels[at];
	if (!level) return [];
	const records = await list(level.type.plural, { [level.parent]: parentId });
	records.sort((a, b) => compare(orderOf(a), orderOf(b)));
	return Promise.all(records.map(async (record) => ({
		level: at, record, children: await readTree(levels, record.id, list, at + 1),
	})));
}

/** How many stand at each level, from the top. */
export function countLevels(nodes: Node[], depth: number): number[] {
	const counts = new Array<number>(depth).fill(0);
	const walk = (list: Node[]) => {
		for (const node of list) {
			counts[node.level] = (counts[node.level] ?? 0) + 1;
			walk(node.children);
		}
	};
	walk(nodes);
	return counts;
}

/** How many of each word a field takes at one level: 11 meetings, 3 clips, 1 live. */
export function countWords(nodes: Node[], level: number, field: string): Map<string, number> {
	const counts = new Map<string, number>();
	const walk = (list: Node[]) => {
		for (const node of list) {
			const word = node.record[field];
			if (node.level === level && typeof word === 'string')
				counts.set(word, (counts.get(word) ?? 0) + 1);
			walk(node.children);
		}
	};
	walk(nodes);
	return counts;
}
