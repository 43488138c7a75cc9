function tf = compare_versions(v1, v2, op)
% tf = compare_versions(v1, v2, op): compares two version texts; op is ==, ~=, <, <=, > or >=.
  if nargin < 3
    print_usage();
  end
  if ~(ischar(v1) && ischar(v2))
    error('compare_versions: version numbers V1 and V2 must be strings');
  elseif size(v1, 1) ~= 1 || size(v2, 1) ~= 1
    error('compare_versions: version numbers V1 and V2 must be a single row');
  end
  if ~ischar(op)
    error('compare_versions: OPERATOR must be a string');
  elseif numel(op) > 2
    error('compare_versions: OPERATOR must be 1 or 2 characters long');
  end
  v1 = strtrim(v1);
  v2 = strtrim(v2);
  if ~is_version(v1)
    error('compare_versions: version string V1 is not valid: ''%s''', v1);
  elseif ~is_version(v2)
    error('compare_versions: version string V2 is not valid: ''%s''', v2);
  end
  equal = any(op == '=');
  less = any(op == '<');
  greater = any(op == '>');
  negated = any(op == '!' | op == '~');
  if less && greater
    error('compare_versions: OPERATOR cannot contain both greater and less than');
  elseif negated && (less || greater)
    error('compare_versions: OPERATOR cannot contain not and greater than or less than');
  elseif strcmp(op, '=')
    error('compare_versions: equality OPERATOR is "=="');
  elseif ~(equal || less || greater || negated) || any(~ismember(op, '=<>!~'))
    error('compare_versions: no valid OPERATOR');
  end
  c = order(v1, v2);
  if negated
    tf = c ~= 0;
  else
    tf = (equal && c == 0) || (less && c < 0) || (greater && c > 0);
  end
end

function tf = is_version(v)
  tf = ~isempty(regexp(v, '^[0-9]*[A-Za-z]*[0-9.A-Za-z+~_-]*$', 'once')) && any(isletter(v) | (v >= '0' & v <= '9')) && v(1) ~= '.';
end

function c = order(v1, v2)
  [n1, t1] = parts(v1);
  [n2, t2] = parts(v2);
  len = max(numel(n1), numel(n2));
  n1(end+1:len) = 0;
  n2(end+1:len) = 0;
  k = find(n1 ~= n2, 1);
  if ~isempty(k)
    c = sign(n1(k) - n2(k));
    return
  end
  width = max(numel(t1), numel(t2));
  t1 = [double(t1), zeros(1, width - numel(t1))];
  t2 = [double(t2), zeros(1, width - numel(t2))];
  k = find(t1 ~= t2, 1);
  if isempty(k)
    c = 0;
  else
    c = sign(t1(k) - t2(k));
  end
end

function [n, tail] = parts(v)
  cut = find(isletter(v), 1);
  tail = '';
  if ~isempty(cut)
    tail = v(cut:end);
    v = v(1:cut-1);
  end
  n = [];
  if ~isempty(v)
    n = cellfun(@str2double, strsplit(v, '.'));
    n(isnan(n)) = 0;
  else
    n = -1;
  end
end
