import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Flash } from "../../ui/flash.tsx";

/** New recovery codes, shown this once. */
export function RecoveryCodesPage({ shell, codes }: { shell: Partial<LayoutProps>; codes: readonly string[] }) {
	return (
		<Layout {...shell} title="Dina reservkoder">
			<Flash
				tone="warn"
				text="Koderna visas bara nu. Skriv ut dem eller spara dem säkert. Varje kod fungerar en gång, när du inte har din telefon."
			/>
			<ul class="plain-list">
				{codes.map((code) => (
					<li>
						<code>{code}</code>
					</li>
				))}
			</ul>
			<p>
				<ButtonLink href={paths.ownAccount()}>Jag har sparat koderna</ButtonLink>
			</p>
		</Layout>
	);
}
