import { describe, expect, it } from 'vitest';
import { ApiFault } from './api';
import { type Deed, Outbox, type Refused } from './outbox';

const deed = (id: string): Deed => ({ id, path: `run_recipients/${id}`, body: { answer: id },
	type: 'run_recipient', recordId: id });

function stage() {
	const world = { kept: null as string | null, online: true, sent: [] as string[],
		waiting: 0, refused: [] as Refused[], refuses: '',
		there: '' };
	const make = () => new Outbox({
		load: () => world.kept,
		keep: (text) => { world.kept = text; },
		send: async (each) => {
			if (!world.online) throw new ApiFault('offline', 0, 'offline');
			if (each.id === world.there) throw new ApiFault('exists', 412, 'it is there');
			if (each.id === world.refuses) throw new ApiFault('wrong_state', 409, 'ended');
			world.sent.push(each.id);
		},
		changed: (waiting, refused) => { world.waiting = waiting; world.refused = refused; },
		sent: () => undefined,
	});
	return { world, make };
}

describe('the outbox', () => {
	it('keeps what cannot be sent and sends it in order when the link is back', async () => {
		const { world, make } = stage();
		const outbox = make();
		world.online = false;
		expect(await outbox.add(deed('a'))).toBe(false);
		expect(await outbox.add(deed('b'))).toBe(false);
		expect(world.waiting).toBe(2);
		world.online = true;
		await outbox.flush();
		expect(world.sent).toEqual(['a', 'b']);
		expect(world.waiting).toBe(0);
	});
	it('survives that the page is closed', async () => {
		const { world, make } = stage();
		world.online = false;
		await make().add(deed('a'));
		world.online = true;
		await make().flush();
		expect(world.sent).toEqual(['a']);
	});
	it('replaces a deed that is done again before it went out', async () => {
		const { world, make } = stage();
		const outbox = make();
		world.online = false;
		await outbox.add(deed('a'));
		await outbox.add({ ...deed('a'), body: { answer: 'better' } });
		expect(outbox.waiting).toBe(1);
	});
	it('shows what was refused, with its text, and goes on with the rest', async () => {
		const { world, make } = stage();
		const outbox = make();
		world.refuses = 'a';
		await outbox.add(deed('a'));
		expect(await outbox.add(deed('b'))).toBe(true);
		expect(world.refused.map((each) => each.deed.body.answer)).toEqual(['a']);
		expect(world.sent).toEqual(['b']);
		outbox.forget(world.refused[0]!.deed);
		expect(world.refused).toEqual([]);
	});
	it('takes a record that is there already for one that was sent', async () => {
		const { world, make } = stage();
		const outbox = make();
		world.there = 'a';
		expect(await outbox.add({ ...deed('a'), method: 'PUT' })).toBe(true);
		expect(world.refused).toEqual([]);
		await outbox.add(deed('a'));
		expect(world.refused.length).toBe(1);
	});
	it('begins empty where something foreign was kept', () => {
		const { world, make } = stage();
		world.kept = '{"not": "a list"}';
		expect(make().waiting).toBe(0);
	});
});
