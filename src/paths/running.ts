export const runningPaths = {
	healthz: () => "/healthz",
	readyz: () => "/readyz",
	metrics: () => "/metrics",
} as const;
