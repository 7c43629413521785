// Runs once per browser: holds the only event stream and hands its messages to every tab.

import { browserTools, Stream, type StreamMessage } from './events';

interface Scope {
	onconnect: ((event: MessageEvent) => void) | null;
}

const ports = new Set<MessagePort>();
const stream = new Stream(browserTools('/api/v1/events'), (message: StreamMessage) => {
	for (const port of ports) port.postMessage(message);
});

function join(port: MessagePort): void {
	ports.add(port);
	stream.start();
	port.postMessage(stream.state());
}

function leave(port: MessagePort): void {
	ports.delete(port);
	if (ports.size === 0) stream.stop();
}

(globalThis as unknown as Scope).onconnect = (event) => {
	const port = event.ports[0];
	if (!port) return;
	port.onmessage = (message) => message.data === 'leave' ? leave(port) : join(port);
	port.start();
};
