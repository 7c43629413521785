// The units directly below one, on a day: the chain of command changes with time.

import { type AnyRecord, get, type Page } from '../../core/api';
import { compare } from '../../core/text';

export async function readBranch(parentId: string | null, asOf: string): Promise<AnyRecord[]> {
	const found: AnyRecord[] = [];
	let after: string | null = null;
	do {
		const page: Page<AnyRecord> = await get<Page<AnyRecord>>('units',
			{ parent_id: parentId ?? 'none', as_of: asOf, after, limit: 500 });
		found.push(...page.items);
		after = page.next ?? null;
	} while (after !== null);
	return found.sort((a, b) => compare(a.name, b.name));
}
