import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { visitWith, type Asked } from "@/testing/answers";
import CreateOrganization from "./routes/create-organization";
import Organizations from "./routes/organizations";

const me = (scopes: string[]) => ({ subject: "s1", name: "Ada", tenant: { id: "riga", name: "Riga", languages: ["en", "lv"] }, scopes });
const nobody = { items: [], total: 0 };

describe("Organizations", () => {
  it("teach a first administrator to make one, and tell others to wait", async () => {
    const { unmount } = visitWith(<Organizations />, { path: "/organizations", at: "/organizations" }, { "GET /api/me": me(["member", "administrator"]), "GET /api/organizations": nobody });
    expect(await screen.findByRole("heading", { name: "Make your organization" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Make an organization" }).getAttribute("href")).toBe("/organizations/new");
    unmount();
    visitWith(<Organizations />, { path: "/organizations", at: "/organizations" }, { "GET /api/me": me(["member"]), "GET /api/organizations": nobody });
    expect(await screen.findByRole("heading", { name: "No organization yet" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Make an organization" })).toBeNull();
  });

  it("are made with a name in several languages", async () => {
    const { asked } = visitWith(<CreateOrganization />, { path: "/organizations/new", at: "/organizations/new" }, {
      "GET /api/me": me(["administrator"]),
      "POST /api/organizations": ({ body }: Asked) => ({ id: "o1", ...(body as object), administrators: [], can: { see: true, seeMembers: true, createTeam: true, manage: true }, createdAt: "2026-01-01T00:00:00Z" }),
    });
    await userEvent.click(screen.getByRole("button", { name: "Make the organization" }));
    expect(screen.getByRole("alert").textContent).toContain("Name");
    await userEvent.type(await screen.findByLabelText("Name (English)"), "City of Riga");
    await userEvent.type(screen.getByLabelText(/^Name \(Latvian\)/), "Rīgas pašvaldība");
    await userEvent.click(screen.getByLabelText("Only the people of its teams"));
    await userEvent.click(screen.getByRole("button", { name: "Make the organization" }));
    await waitFor(() => expect(asked.find((one) => one.method === "POST")?.body).toMatchObject({ name: { en: "City of Riga", lv: "Rīgas pašvaldība" }, isPublic: false }));
    expect(await screen.findByText("elsewhere")).toBeTruthy();
  });
});
