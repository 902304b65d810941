import { z } from "zod";
import { readSettingsFile } from "../../ground/settings-file.ts";

const MetricsFile = z.strictObject({
	port: z.int("ska vara ett heltal").min(1, "ska vara 1–65535").max(65_535, "ska vara 1–65535"),
	/** Not for the public: whoever reads metrics sees how the product is used. */
	host: z.string().min(1, "får inte vara tom").default("127.0.0.1"),
});
export type MetricsSettings = z.output<typeof MetricsFile>;

/** `metrics.json` in the data folder; null, and no metrics anywhere, without one. */
export function readMetricsSettings(dataDir: string): MetricsSettings | null {
	return readSettingsFile(dataDir, "metrics.json", MetricsFile);
}
