function url = __webaddress__(url, pairs, options)
% url = __webaddress__(url, {name, value, ...}, options): an address with a query.
  url = char(url);
  if ~isempty(pairs)
    mark = '?';
    if any(url == '?')
      mark = '&';
    end
    url = [url, mark, __webquery__(pairs, options.ArrayFormat)];
  end
end
