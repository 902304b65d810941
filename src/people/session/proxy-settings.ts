import { z } from "zod";
import { readSettingsFile } from "../../ground/settings-file.ts";

const ProxyFile = z.strictObject({
	/** Addresses as the server sees them, e.g. "10.0.0.5". */
	trusted: z.array(z.union([z.ipv4(), z.ipv6()], "ska vara ip-adresser")).max(20),
});

/** `proxy.json` in the data folder: proxies on other machines whose X-Forwarded-For is believed. One on this machine always is. */
export function readTrustedProxies(dataDir: string): string[] {
	return readSettingsFile(dataDir, "proxy.json", ProxyFile)?.trusted ?? [];
}
