function out = base64decode(text)
% out = matlab.net.base64decode(text): the bytes of text in base 64.
  if nargin < 1
    print_usage();
  end
  if isa(text, 'string')
    text = char(text);
  end
  if ~ischar(text) || (~isempty(text) && ~isvector(text))
    error('base64decode: BASE64_STR must be a character vector');
  end
  letters = ['A':'Z', 'a':'z', '0':'9', '+/'];
  [known, codes] = ismember(text(:)', letters);
  codes = codes(known) - 1;
  n = floor(numel(codes) * 6 / 8);
  codes = reshape([codes, zeros(1, mod(-numel(codes), 4))], 4, []);
  word = codes(1, :) * 262144 + codes(2, :) * 4096 + codes(3, :) * 64 + codes(4, :);
  bytes = [floor(word / 65536); mod(floor(word / 256), 256); mod(word, 256)];
  out = uint8(bytes(1:n));
  out = out(:)';
end
