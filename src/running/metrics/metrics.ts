import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** One answered request: never an address, only the pattern it matched, so that labels stay few and hold no ids. */
export interface AnsweredRequest {
	method: string;
	route: string;
	status: number;
	seconds: number;
}

export interface Metrics {
	observe(request: AnsweredRequest): void;
	/** Everything measured, in Prometheus' text form. */
	text(): Promise<string>;
	contentType: string;
}

const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function openMetrics(): Metrics {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry });
	const labelNames = ["method", "route", "status"];
	const duration = new Histogram({
		name: "http_request_duration_seconds",
		help: "Time to answer a request",
		labelNames,
		buckets: BUCKETS,
		registers: [registry],
	});
	const errors = new Counter({
		name: "http_server_errors_total",
		help: "Requests answered with 5xx",
		labelNames: ["method", "route"],
		registers: [registry],
	});
	return {
		observe({ method, route, status, seconds }) {
			duration.observe({ method, route, status: String(status) }, seconds);
			if (status >= 500) errors.inc({ method, route });
		},
		text: () => registry.metrics(),
		contentType: registry.contentType,
	};
}
