import type { Region } from "./region.ts";

export function planRegionOffice(region: Region, lastYear: number): void {
	void region;
	void lastYear;
}
