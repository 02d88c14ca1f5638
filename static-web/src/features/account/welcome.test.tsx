import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { visit } from "@/testing/render";
import Welcome from "./routes/welcome";

const takeUp = async (answer: object) => {
  const posted: string[] = [];
  await visit(<Welcome />, {
    path: "/welcome", at: "/welcome?token=varam.x",
    answers: (method, url) => {
      if (method === "POST") posted.push(url.pathname);
      return url.pathname === "/.auth/welcome" ? answer : undefined;
    },
  });
  await userEvent.type(await screen.findByLabelText("E-mail address"), "ada@example.org");
  await userEvent.type(screen.getByLabelText("Your name"), "Ada Example");
  await userEvent.type(screen.getByLabelText("Password"), "long enough for here");
  await userEvent.click(screen.getByRole("button", { name: "Save and go on" }));
  expect(await screen.findByText("elsewhere")).toBeTruthy();
  return posted;
};

describe("Taking up an account where this host signs people in", () => {
  it("signs in with it, and not a second time where another tenant may answer", async () => {
    expect(await takeUp(new Response(null, { status: 204 }))).toEqual(["/.auth/welcome"]);
  });

  it("goes on to the code where one is needed", async () => {
    expect(await takeUp({ next: "code" })).toEqual(["/.auth/welcome"]);
  });
});
