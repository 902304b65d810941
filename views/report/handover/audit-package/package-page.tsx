import type { Period } from "../../../../db/queries/report/periods.ts";
import { paths } from "../../../../src/paths/paths.ts";
import { PeriodNav } from "../../periods/period-nav.tsx";
import { Layout, type LayoutProps } from "../../../layout.tsx";
import { PostButton } from "../../../ui/button.tsx";
import { DescriptionList } from "../../../ui/description-list.tsx";
import { dateText } from "../../../ui/format.ts";
import { History, type HistoryEvent } from "../../../ui/history.tsx";
import { Section } from "../../../ui/section.tsx";

const CONTENTS = [
	["Kontrollsidan", "En sida som öppnas i webbläsaren utan nät och gör om varje kontroll från grunden."],
	["Arbetsboken", "Periodens arbetsbok i Excel."],
	["Underlagen", "Varje underlag till periodens kontrolltillfällen, inköp, avvikelser och åtgärder."],
	["Frågor och svar", "Det som har frågats och svarats om kontrolltillfällen, risker och åtgärder."],
	["Dragningarna", "Ett protokoll per dragning, med recept för att göra om den."],
	["Loggen", "Hela loggen med sina kontrollsummor, och dess undertecknade slut."],
	["Stängda rapporter", "Varje utgåva som den stängdes, med underskrift."],
	["Nycklarna", "De publika nycklarnas fingeravtryck, att jämföra med dem du fått på annat sätt."],
] as const;

/** What an auditor takes out of the product to examine a period elsewhere. */
export function PackagePage(props: {
	shell: Partial<LayoutProps>;
	period: Period;
	closed: boolean;
	/** Of kontroll.html: what a copy from elsewhere is compared with. */
	verifier_sha256: string;
	history: HistoryEvent[];
}) {
	const { period } = props;
	return (
		<Layout
			{...props.shell}
			title={`Granskningspaket, ${period.name}`}
			crumbs={[
				{ href: paths.reports(), label: "Rapporter" },
				{ href: paths.reportPeriod(period.id), label: period.name },
			]}
			lead={`Allt som behövs för att granska ${dateText(period.first_day)} till ${dateText(period.cut_off)} utanför systemet, i en zip-fil.`}
			main_action={<PostButton action={paths.auditPackage(period.id)}>Hämta granskningspaketet (zip)</PostButton>}
		>
			<PeriodNav period_id={period.id} current="Granskningspaket" shell={props.shell} />
			<Section title="Det här ingår">
				{props.closed ? null : (
					<p>Rapporten är inte stängd. Paketet visar den som den är nu, utan stängd utgåva att jämföra med.</p>
				)}
				<DescriptionList items={CONTENTS.map(([term, value]) => ({ term, value, wide: true }))} />
				<p>{`SHA-256 för kontroll.html: ${props.verifier_sha256}. Jämför med filens kontrollsumma om du vill veta att sidan är den som lämnades ut.`}</p>
				<p class="soft">
					Hämtningen skrivs i loggen, liksom att varje underlag i paketet lämnats ut. Loggen och underlagen kan
					innehålla personuppgifter: förvara paketet därefter.
				</p>
			</Section>
			<Section title="Tidigare hämtningar">
				<History events={props.history} empty="Inget granskningspaket har hämtats för perioden." />
			</Section>
		</Layout>
	);
}
