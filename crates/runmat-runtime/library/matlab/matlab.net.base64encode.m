function text = base64encode(in)
% text = matlab.net.base64encode(in): bytes or text in base 64.
  if nargin < 1
    print_usage();
  end
  if ~(isnumeric(in) || ischar(in)) || (~isempty(in) && ~isvector(in))
    error('base64encode: IN must be numeric or character vector');
  end
  b = double(in(:)');
  if any(b ~= fix(b)) || any(b < 0) || any(b > 255)
    error('base64encode: if IN is numeric, it must consist of integers between 0 and 255');
  end
  if isempty(b)
    text = '';
    return
  end
  letters = ['A':'Z', 'a':'z', '0':'9', '+/'];
  missing = mod(-numel(b), 3);
  b = reshape([b, zeros(1, missing)], 3, []);
  word = b(1, :) * 65536 + b(2, :) * 256 + b(3, :);
  codes = [floor(word / 262144); mod(floor(word / 4096), 64); mod(floor(word / 64), 64); mod(word, 64)];
  text = letters(codes(:)' + 1);
  text(end - missing + 1:end) = '=';
end
