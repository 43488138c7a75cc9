function s = strtrunc (s, n)
% strtrunc (s, n): texts cut to at most n characters.
%
%     strtrunc ('abcdefg', 4)
  if nargin ~= 2
    print_usage ();
  end
  n = fix (n);
  if ~isscalar (n) || n < 0
    error ('strtrunc: length N must be a positive integer (N >= 0)');
  end
  if ischar (s)
    s = s(:, 1:min (n, size (s, 2)));
  elseif iscell (s)
    for k = 1:numel (s)
      if ~ischar (s{k})
        error ('strtrunc: S must be a character string or a cell array of strings');
      end
      s{k} = s{k}(:, 1:min (n, size (s{k}, 2)));
    end
  else
    error ('strtrunc: S must be a character string or a cell array of strings');
  end
end
