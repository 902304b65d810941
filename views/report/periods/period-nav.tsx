import { paths } from "../../../src/paths/paths.ts";
import type { LayoutProps } from "../../layout.tsx";
import { Flash } from "../../ui/flash.tsx";
import { Link } from "../../ui/link.tsx";

/** The parts of one report, on every page that belongs to it. */
export function PeriodNav(props: { period_id: string; current: string; shell: Partial<LayoutProps> }) {
	const { period_id, current } = props;
	// A person without the right to see reports may still write follow-ups, deliver parts and assess.
	const sees_reports = props.shell.menu?.some((item) => item.href === paths.reports()) ?? false;
	const report = [
		{ label: "Rapporten i tal", href: paths.reportPeriod(period_id) },
		{ label: "Läge", href: paths.readiness(period_id) },
		{ label: "Rekommendationer", href: paths.recommendations() },
		{ label: "Regiongemensamt", href: paths.regionItems() },
		{ label: "Verksamhetsdialog", href: paths.dialogue(period_id) },
		{ label: "Nämndens sida", href: paths.boardPageOf(period_id) },
		{ label: "Stängning", href: paths.closing(period_id) },
	];
	const open = [
		{ label: "Leveranser", href: paths.deliveries(period_id) },
		{ label: "Uppföljning", href: paths.followUps(period_id) },
		{ label: "Styrning", href: paths.governance(period_id) },
		{ label: "ISK-bedömning", href: paths.periodAssessments(period_id) },
	];
	const parts = sees_reports ? [report[0]!, ...open, ...report.slice(1)] : open;
	return (
		<nav class="period-nav" aria-label="Rapportens delar">
			<ul>
				{parts.map(({ label, href }) => (
					<li>
						<Link href={href} current={label === current}>
							{label}
						</Link>
					</li>
				))}
			</ul>
		</nav>
	);
}

/** Said on every page of a closed report. */
export function SealedNote({ sealed, period_id }: { sealed: boolean; period_id: string }) {
	if (!sealed) return null;
	return (
		<Flash tone="info" heading="Rapporten är stängd" announce={false}>
			<p>
				{"Rapporten ändras inte längre, bara genom en rättelse som blir en ny utgåva. "}
				<Link href={paths.closing(period_id)}>Se utgåvorna och hur en rättelse görs</Link>
			</p>
		</Flash>
	);
}
