import { Layout, type LayoutProps } from "./layout.tsx";

export interface ErrorPageProps extends Pick<LayoutProps, "actor" | "menu" | "demo" | "urls"> {
	status: number;
	heading: string;
	text: string;
	/** the number to give to support */
	reference?: string | null | undefined;
}

/** Any page that could not be shown: what happened, and what to do now. */
export function ErrorPage(props: ErrorPageProps) {
	const { status, heading, text, reference, ...shell } = props;
	return (
		<Layout {...shell} title={heading}>
			<div class="error-page">
				<p class="lead">{text}</p>
				{reference ? (
					<p>
						Ange referens <code class="hash">{reference}</code> om du kontaktar supporten.
					</p>
				) : null}
				<p>
					<a href={props.urls?.home ?? "/"}>Till startsidan</a>
				</p>
				<p class="soft">{`Felkod ${status}`}</p>
			</div>
		</Layout>
	);
}
