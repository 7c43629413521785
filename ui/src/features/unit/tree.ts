// The units directly below one, on a day: the chain of command changes with time.

import { type AnyRecord, get, type Page, type Query } from '../../core/api';
import { compare } from '../../core/text';

export async function readAll(query: Query): Promise<AnyRecord[]> {
	const found: AnyRecord[] = [];
	let after: string | null = null;
	do {
		const page: Page<AnyRecord> = await get<Page<AnyRecord>>('units/as_of',
			{ ...query, after, limit: 500 });
		found.push(...page.items);
		after = page.next ?? null;
	} while (after !== null);
	return found.sort((a, b) => compare(a.name, b.name));
}

const TIERS = ['province', 'district', 'commune'];

/** Below the given unit; without one the highest tier that the office keeps, and what stands
    in no chain. */
export async function readBranch(parentId: string | null, asOf: string): Promise<AnyRecord[]> {
	if (parentId !== null) return readAll({ parent_id: parentId, as_of: asOf });
	const alone = (await readAll({ tier: 'other', as_of: asOf })).filter((unit) => !unit.parent_id);
	for (const tier of TIERS) {
		const found = await readAll({ tier, as_of: asOf });
		if (found.length > 0) return [...found, ...alone];
	}
	return alone;
}
