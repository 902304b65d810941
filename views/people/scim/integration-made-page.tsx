import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Flash } from "../../ui/flash.tsx";

/** A new integration's token, shown this once. */
export function IntegrationMadePage(props: { shell: Partial<LayoutProps>; token: string; address: string }) {
	return (
		<Layout {...props.shell} title="Integrationens nyckel">
			<Flash
				tone="warn"
				text="Nyckeln visas bara nu. För in den i katalogen direkt. Den som har nyckeln kan lägga till och avsluta personer."
			/>
			<TextField name="address" label="Adress (Tenant URL)" value={props.address} readonly optional="silent" />
			<TextField name="token" label="Nyckel (Secret Token)" value={props.token} readonly optional="silent" />
			<p>
				<ButtonLink href={paths.integrations()}>Jag har sparat nyckeln</ButtonLink>
			</p>
		</Layout>
	);
}
