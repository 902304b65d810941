import type { ListShown } from "../../../src/ground/tables/list.ts";
import type { Correction, CorrectionLine, UnitCorrection } from "../../../db/queries/checks/populations-corrections.ts";
import type { PurchaseFile } from "../../../db/queries/checks/populations-files.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { dateTimeText } from "../../ui/format.ts";
import { Link } from "../../ui/link.tsx";
import { List } from "../../ui/list.tsx";
import { Section } from "../../ui/section.tsx";
import { UnitDifferences } from "./difference.tsx";

/** Every purchase that a corrected file told otherwise than the frozen population. */
export function ChangesPage(props: {
	shell: Partial<LayoutProps>;
	file: PurchaseFile;
	/** Undefined for a period's first file. */
	correction: Correction | undefined;
	units: readonly UnitCorrection[];
	list: ListShown<CorrectionLine>;
}) {
	const { file, correction } = props;
	return (
		<Layout
			{...props.shell}
			title={`Skillnad i ${file.file_name}`}
			lead={correction ? leadOf(file, correction) : "Filen är periodens första och rättar ingen annan."}
			crumbs={[
				{ href: paths.purchases(), label: "Inköp" },
				{ href: paths.purchaseFile(file.id), label: file.file_name },
			]}
		>
			{correction ? <Populations correction={correction} /> : null}
			<UnitDifferences units={props.units} />
			<Section title="Inköp som skiljer">
				<List list={props.list} noun="inköp" caption="Inköp som skiljer" empty="Inget inköp skiljer." />
			</Section>
		</Layout>
	);
}

function leadOf(file: PurchaseFile, correction: Correction): string {
	const read = `inläst ${dateTimeText(correction.corrected_at)} av ${correction.corrected_by}`;
	return `Rättad fil för ${formatOccurrence(file.period_key)}, ${read}. Skäl: ${correction.reason}`;
}

function Populations({ correction }: { correction: Correction }) {
	return (
		<p>
			<Link href={paths.population(correction.population_id)}>Populationen som rättades</Link>
			{correction.successor_id ? (
				<>
					{" · "}
					<Link href={paths.population(correction.successor_id)}>Populationen som ersatte den</Link>
				</>
			) : null}
		</p>
	);
}
