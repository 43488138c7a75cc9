function k = strmatch(s, list, how)
  % k = strmatch(s, list, 'exact'): numbers of the texts in a list that begin with s (or are s).
  if nargin < 2
    print_usage();
  end
  if iscell(s)
    s = s{1};
  end
  if ischar(list)
    list = cellstr(list);
  end
  list = list(:);
  if nargin > 2 && strcmp(how, 'exact')
    k = find(strcmp(list, s));
  else
    k = find(strncmp(list, s, numel(s)) | repmat(isempty(s), numel(list), 1));
  end
end
