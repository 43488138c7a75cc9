function k = findstr(s, t, overlap)
  % k = findstr(s, t): places of the shorter of two texts in the longer one.
  if nargin < 2
    print_usage();
  end
  if nargin < 3
    overlap = true;
  end
  if numel(t) > numel(s)
    [s, t] = deal(t, s);
  end
  if isempty(t)
    k = [];
    return
  end
  k = strfind(s, t);
  if ~overlap && ~isempty(k)
    kept = k(1);
    for p = k(2:end)
      if p >= kept(end) + numel(t)
        kept(end + 1) = p;
      end
    end
    k = kept;
  end
end
