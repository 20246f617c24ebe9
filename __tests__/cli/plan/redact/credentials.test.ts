import { credentialsIn } from "../../../../cli/plan/redact/credentials";

const found = (text: string) => [...new Set(credentialsIn(text))];

describe("the credentials in a text", () => {
  test.each([
    ["a header", "Bearer hunter22", ["hunter22"]],
    ["a basic one", "Basic aHVudGVyMjI=", ["aHVudGVyMjI="]],
    [
      "a connection string",
      "AccountName=store;AccountKey=aHVudGVyMjI=;EndpointSuffix=core.windows.net",
      ["aHVudGVyMjI="],
    ],
    ["one of a database", "Server=db;User Id=ops;Password='hunter;22';Timeout=30", ["hunter;22"]],
    ["one of words", "host=db user=ops password=hunter22 sslmode=require", ["hunter22"]],
    ["the query of a URL", "https://host/x?sv=2024&sig=hunter%2F22&se=1", ["hunter%2F22", "hunter/22"]],
    ["an element of XML", "<server><id>a</id><password>hunter22</password></server>", ["hunter22"]],
    ["a file of curl", "machine host login ops password hunter22\nmachine b login c", ["hunter22"]],
    ["a password in a URL", "postgres://ops:hunter22@db:5432/x", ["hunter22"]],
    ["several URLs", "amqp://a:hunter22@h1,amqp://b:secret33@h2", ["hunter22", "secret33"]],
    ["a URL that nobody escaped", "postgres://ops:hun/ter@22@db:5432/x?y=1", ["hun/ter@22"]],
    ["a token in the place of a user", "https://hunter22x@git.example.org/x.git", ["hunter22x"]],
  ])("are those of %s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each(["https://postgres@db/x", "https://host/path", "ssh://git@host", "abc==", "key==", "a bearer of news"])(
    "are none of %j",
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );
});
