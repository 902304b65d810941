import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Section } from "../../ui/section.tsx";

/** The address of a person's calendar, shown this once. */
export function CalendarAddressPage(props: { shell: Partial<LayoutProps>; href: string }) {
	return (
		<Layout
			{...props.shell}
			title="Din kalenderadress"
			crumbs={[{ href: paths.ownNotices(), label: "Mina påminnelser" }]}
			lead="Kopiera adressen nu: den visas inte igen. Den som har den ser dina dagar utan att logga in, så dela den inte."
		>
			<TextField
				name="adress"
				label="Hemlig adress"
				value={props.href}
				readonly
				optional="silent"
				help="Markera allt och kopiera."
			/>
			<Section title="Så lägger du in den">
				<ul>
					<li>Outlook: Lägg till kalender, Prenumerera från webben, klistra in adressen.</li>
					<li>Apple Kalender: Arkiv, Ny kalenderprenumeration, klistra in adressen.</li>
					<li>Google Kalender: Andra kalendrar, Från webbadress, klistra in adressen.</li>
				</ul>
				<p>Kalendern frågar själv efter ändringar, ofta några gånger per dygn.</p>
			</Section>
			<ButtonLink href={paths.ownNotices()}>Jag har kopierat adressen</ButtonLink>
		</Layout>
	);
}
