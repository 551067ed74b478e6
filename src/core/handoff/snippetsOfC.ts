import { literal } from './literal';
import type { Snippet, SnippetLanguage } from './snippetLanguages';

type CLike = Extract<SnippetLanguage, 'c' | 'objectivec' | 'swift'>;

/** C, and those that grew up beside it. */
export const cSnippets: Readonly<Record<CLike, Snippet>> = {
  // No trigraph can arise: harmless JSON holds no question mark.
  c: ({ url, json }) => `#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  const char *key = getenv("CROP_PHOTO_API_KEY");
  char authorization[1024];
  snprintf(authorization, sizeof authorization, "Authorization: Bearer %s", key ? key : "");

  CURL *curl = curl_easy_init();
  struct curl_slist *headers = NULL;
  headers = curl_slist_append(headers, authorization);
  headers = curl_slist_append(headers, "Content-Type: application/json");
  curl_easy_setopt(curl, CURLOPT_URL, ${literal(url)});
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, ${literal(json)});
  CURLcode result = curl_easy_perform(curl);
  curl_slist_free_all(headers);
  curl_easy_cleanup(curl);
  return result == CURLE_OK ? 0 : 1;
}`,

  objectivec: ({ url, json }) => `#import <Foundation/Foundation.h>

int main(void) {
  @autoreleasepool {
    NSString *key = [[[NSProcessInfo processInfo] environment] objectForKey:@"CROP_PHOTO_API_KEY"];
    NSURL *url = [NSURL URLWithString:@${literal(url)}];
    NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:url];
    [request setHTTPMethod:@"POST"];
    [request setValue:[@"Bearer " stringByAppendingString:key] forHTTPHeaderField:@"Authorization"];
    [request setValue:@"application/json" forHTTPHeaderField:@"Content-Type"];
    [request setHTTPBody:[@${literal(json)} dataUsingEncoding:NSUTF8StringEncoding]];

    dispatch_semaphore_t done = dispatch_semaphore_create(0);
    [[[NSURLSession sharedSession]
        dataTaskWithRequest:request
          completionHandler:^(NSData *data, NSURLResponse *response, NSError *error) {
            NSLog(@"%@", error ? error : [[NSString alloc] initWithData:data encoding:NSUTF8StringEncoding]);
            dispatch_semaphore_signal(done);
          }] resume];
    dispatch_semaphore_wait(done, DISPATCH_TIME_FOREVER);
  }
  return 0;
}`,

  swift: ({ url, json }) => `import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

var request = URLRequest(url: URL(string: ${literal(url)})!)
request.httpMethod = "POST"
let key = ProcessInfo.processInfo.environment["CROP_PHOTO_API_KEY"] ?? ""
request.setValue("Bearer " + key, forHTTPHeaderField: "Authorization")
request.setValue("application/json", forHTTPHeaderField: "Content-Type")
request.httpBody = ${literal(json)}.data(using: .utf8)

let (data, _) = try await URLSession.shared.data(for: request)
print(String(decoding: data, as: UTF8.self))`,
};
