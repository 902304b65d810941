// Photos are made smaller on the device when their sender asks for it: a phone's four megabytes take over a minute on a slow network.
(() => {
	const CHOICE = "forminska-foton";
	const LONGEST_SIDE = 2_000;
	const QUALITY = 0.8;

	function isWanted(set) {
		try {
			if (set !== undefined) localStorage.setItem(CHOICE, set ? "1" : "0");
			return localStorage.getItem(CHOICE) === "1";
		} catch {
			return document.querySelector("[data-shrink]:checked") !== null; // storage is forbidden: the choice holds for this page
		}
	}

	/** The photo in fewer pixels; the file itself when nobody asked, when it is no photo, or when this browser cannot show it. */
	window.kept.shrink = async (file) => {
		if (!isWanted() || !/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type)) return file;
		try {
			const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
			const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
			const canvas = document.createElement("canvas");
			canvas.width = Math.round(picture.width * scale);
			canvas.height = Math.round(picture.height * scale);
			canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
			const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
			if (!small || small.size >= file.size) return file;
			return new File([small], `${file.name.replace(/\.[^.]+$/, "")}.jpg`, { type: "image/jpeg" });
		} catch {
			return file;
		}
	};

	document.addEventListener("change", ({ target }) => {
		if (!target.matches?.("[data-shrink]")) return;
		isWanted(target.checked);
		for (const box of document.querySelectorAll("[data-shrink]")) box.checked = target.checked;
	});
	document.addEventListener("htmx:after:settle", tick);
	document.addEventListener("DOMContentLoaded", tick);

	function tick() {
		for (const box of document.querySelectorAll("[data-shrink]")) box.checked = isWanted();
	}
})();
