function t = __urlencode__(text)
% t = __urlencode__(text): text as it may stand in an address.
  bytes = unicode2native(char(text), 'UTF-8');
  plain = ismember(bytes, uint8(['A':'Z', 'a':'z', '0':'9', '-._~']));
  parts = cell(1, numel(bytes));
  parts(plain) = num2cell(char(bytes(plain)));
  parts(~plain) = arrayfun(@(b) sprintf('%%%02X', b), bytes(~plain), 'UniformOutput', false);
  t = [parts{:}];
  if isempty(t)
    t = '';
  end
end
