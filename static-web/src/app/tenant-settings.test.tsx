import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { visit } from "@/testing/render";
import { Shell } from "./shell";
import TenantSettings from "@/features/tenants/routes/tenant-settings";

const open = async () => {
  const visited = await visit(<Shell><TenantSettings /></Shell>, { path: "/administration/tenant", at: "/administration/tenant" });
  await screen.findByText("Save the settings");
  return visited;
};
// One change in place of many keys: what is tested is the page, not the keyboard.
const fill = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });
const save = () => userEvent.click(screen.getByText("Save the settings"));

it("What an administrator saves is shown in the shell at once: name, colour and words", async () => {
  const { server } = await open();
  const name = screen.getByLabelText(/^Name/);
  fill(name, "Harbour town");
  await userEvent.click(screen.getByLabelText("A colour of our own"));
  const light = screen.getByLabelText(/^On light ground/);
  fill(light, "#7a1fa2");
  fill(screen.getByLabelText("Processes"), "Journeys");
  await save();
  expect(await screen.findByText("The settings are saved.")).toBeTruthy();
  await waitFor(() => expect(document.documentElement.style.getPropertyValue("--accent-light")).toBe("#7a1fa2"));
  const banner = document.querySelector<HTMLElement>(".header") ?? document.body;
  expect(await within(banner).findByText("Harbour town")).toBeTruthy();
  expect(await within(banner).findByRole("link", { name: "Journeys" })).toBeTruthy();
  expect(server.state.tenant.terminology).toEqual({ processes: { en: "Journeys" } });
});

it("The contrast of a colour is told while it is chosen, and one that cannot be read is not sent", async () => {
  const { server } = await open();
  await userEvent.click(screen.getByLabelText("A colour of our own"));
  const light = screen.getByLabelText(/^On light ground/);
  fill(light, "#ffcc00");
  expect(screen.getByText(/Contrast 1\.\d+ to 1: too little to be read/)).toBeTruthy();
  await save();
  expect(within(await screen.findByRole("alert")).getByRole("link", { name: /stronger colour/ })).toBeTruthy();
  expect(light.getAttribute("aria-invalid")).toBe("true");
  expect(server.state.tenant.accent).toBeUndefined();
});

it("Faults that only the server sees stand beside their fields, also those of words in another language", async () => {
  await open();
  await userEvent.selectOptions(screen.getByLabelText("Words in"), "it");
  fill(screen.getByLabelText("Tasks"), "no braces allowed");
  await userEvent.selectOptions(screen.getByLabelText("Words in"), "en");
  await save();
  const alert = await screen.findByRole("alert");
  await userEvent.click(within(alert).getByRole("link"));
  expect(document.activeElement).toBe(document.getElementById("field-terminology.tasks.it"));
});

it("When somebody else was quicker, what was typed stays and can be saved next", async () => {
  const { server } = await open();
  server.state.tenantRevision += 1;
  const name = screen.getByLabelText(/^Name/);
  fill(name, "Harbour town");
  await save();
  expect(await screen.findByText(/Someone changed this while you had it open/)).toBeTruthy();
  expect((name as HTMLInputElement).value).toBe("Harbour town");
  await waitFor(async () => {
    await save();
    expect(server.state.tenant.name).toBe("Harbour town");
  });
});

it("A logo is saved at once, shown in place of the mark, and taken away again", async () => {
  await open();
  const input = screen.getByLabelText("Picture file of the logo");
  await userEvent.upload(input, new File([new Uint8Array(600 * 1024)], "large.png", { type: "image/png" }));
  expect((await screen.findByRole("alert")).textContent).toContain("larger than 512 kB");
  await userEvent.upload(input, new File([new Uint8Array(10)], "logo.png", { type: "image/png" }));
  expect(await screen.findByRole("img", { name: "Logo of Riverside" })).toBeTruthy();
  await waitFor(() => expect(document.querySelector(".brand-logo")).toBeTruthy());
  await userEvent.click(screen.getByRole("button", { name: "Remove the logo" }));
  expect(await screen.findByText(/No logo yet/)).toBeTruthy();
});

it("A suspended tenant says so on every page, and leads to what its people keep", async () => {
  const { server, client } = await open();
  server.state.tenant.suspended = true;
  await client.resetQueries();
  expect(await screen.findByText(/This space is suspended for now/)).toBeTruthy();
  expect((await screen.findByRole("link", { name: "Your data" })).getAttribute("href")).toBe("/account/privacy");
});

it("Every text that a word of one's own replaces consists of nothing but ours", async () => {
  const { termTexts } = await import("@/i18n/terms");
  const { default: i18next } = await import("i18next");
  const ours = { process: "Process", processes: "Processes", phase: "Phase", phases: "Phases", objective: "Objective", objectives: "Objectives", task: "Task", tasks: "Tasks", resources: "Resources", team: "Team", teams: "Teams", organizations: "Organizations", catalogue: "Catalogue" };
  for (const [term, keys] of Object.entries(termTexts)) {
    for (const key of keys) expect(i18next.getResource("en", "translation", key), key).toBe(ours[term as keyof typeof ours]);
  }
});
