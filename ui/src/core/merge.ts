// Two people changed one record: what each of them touched decides, field by field.

export type Value = string | number | boolean | null;
export type Fields = Record<string, unknown>;

export interface FieldConflict {
	field: string;
	mine: unknown;
	theirs: unknown;
}

export interface Merge {
	/** The fields to send on top of theirs: mine where only I changed it. */
	patch: Fields;
	/** Both changed it, differently: a person must choose. */
	conflicts: FieldConflict[];
	/** Only they changed it; the form may show it at once. */
	refreshed: string[];
}

export function same(a: unknown, b: unknown): boolean {
	const left = a === undefined || a === '' ? null : a;
	const right = b === undefined || b === '' ? null : b;
	if (left === right) return true;
	return typeof left === 'object' && typeof right === 'object' &&
		JSON.stringify(left) === JSON.stringify(right);
}

/** The changed fields only, as RFC 7396 wants them; an emptied field is null. */
export function difference(base: Fields, mine: Fields): Fields {
	const patch: Fields = {};
	for (const field of Object.keys(mine))
		if (!same(base[field], mine[field]))
			patch[field] = mine[field] === '' || mine[field] === undefined ? null : mine[field];
	return patch;
}

export function merge(base: Fields, mine: Fields, theirs: Fields): Merge {
	const result: Merge = { patch: {}, conflicts: [], refreshed: [] };
	for (const field of Object.keys(mine)) {
		const iChanged = !same(base[field], mine[field]);
		const theyChanged = !same(base[field], theirs[field]);
		if (!iChanged && theyChanged) result.refreshed.push(field);
		if (!iChanged || same(mine[field], theirs[field])) continue;
		if (theyChanged)
			result.conflicts.push({ field, mine: mine[field], theirs: theirs[field] });
		else
			result.patch[field] = mine[field] === '' ? null : mine[field];
	}
	return result;
}

/** Once a person chose: the chosen fields of mine join the patch. */
export function settle(found: Merge, keepMine: ReadonlySet<string>): Fields {
	const patch: Fields = { ...found.patch };
	for (const conflict of found.conflicts)
		if (keepMine.has(conflict.field)) patch[conflict.field] = conflict.mine;
	return patch;
}
