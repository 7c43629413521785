import { describe, expect, it } from 'vitest';
import { batch, type Source, Stream, type StreamMessage } from './events';

class FakeSource implements Source {
	readyState = 1;
	closed = false;
	private listeners: Record<string, (event: { data?: string }) => void> = {};
	addEventListener(type: string, listener: (event: { data?: string }) => void): void {
		this.listeners[type] = listener;
	}
	close(): void { this.closed = true; }
	fire(type: string, data?: string): void { this.listeners[type]?.({ data }); }
}

function setUp() {
	const sources: FakeSource[] = [];
	const told: StreamMessage[] = [];
	let waiting: (() => void) | null = null;
	const stream = new Stream({
		open: () => { const made = new FakeSource(); sources.push(made); return made; },
		later: (work) => { waiting = work; },
		now: () => 1000,
	}, (message) => told.push(message));
	stream.start();
	return { stream, sources, told, retry: () => waiting?.() };
}

describe('event stream', () => {
	it('hands on changes and asks for a reload on what it cannot read', () => {
		const { sources, told } = setUp();
		sources[0]!.fire('change', '{"type":"unit","id":"a","version":2}');
		sources[0]!.fire('change', '{broken');
		expect(told).toEqual([
			{ kind: 'change', change: { type: 'unit', id: 'a', version: 2 } },
			{ kind: 'reset' }]);
	});
	it('says when nothing can be written, also to the tab that comes late, and when it can', () => {
		const { stream, sources, told } = setUp();
		sources[0]!.fire('state', '{"writable":false,"reason":"disk_full"}');
		const full = { kind: 'state', writable: false, reason: 'disk_full' };
		expect(stream.state()).toContainEqual(full);
		sources[0]!.fire('state', '{"writable":true,"reason":null}');
		expect(told).toEqual([full, { kind: 'state', writable: true, reason: null }]);
		expect(stream.state()).toEqual([{ kind: 'open' }]);
	});
	it('says since when the connection is lost, and that it is back', () => {
		const { stream, sources, told } = setUp();
		sources[0]!.fire('error');
		expect(stream.state()).toEqual([{ kind: 'lost', since: 1000 }]);
		sources[0]!.fire('open');
		expect(stream.state()).toEqual([{ kind: 'open' }]);
		expect(told.map((message) => message.kind)).toEqual(['lost', 'open']);
		expect(sources).toHaveLength(1);
	});
	it('makes a new stream when the browser gave up, and reloads after the gap', () => {
		const { sources, told, retry } = setUp();
		sources[0]!.readyState = 2;
		sources[0]!.fire('error');
		retry();
		sources[1]!.fire('open');
		expect(sources).toHaveLength(2);
		expect(told.map((message) => message.kind)).toEqual(['lost', 'refused', 'open', 'reset']);
	});
	it('does one piece of work for a burst', () => {
		const done: number[][] = [];
		let run: () => void = () => undefined;
		const add = batch<number>((items) => done.push(items), (work) => { run = work; });
		add(1);
		add(2);
		run();
		add(3);
		run();
		expect(done).toEqual([[1, 2], [3]]);
	});
});
